import type { NetworkInterfaceInfo } from 'node:os'
import { networkInterfaces } from 'node:os'

/** An address of this machine that others in the same network can reach. */
export interface Reachable {
  address: string
  /** What the system calls its connection. */
  network: string
}

/** Of virtual machines, containers and tunnels: phones in the room are elsewhere. */
const VIRTUAL = /^(?:docker|br-|veth|virbr|vmnet|vbox|vnic|utun|tun|tap|wg|tailscale|zt|lxc|lxd|podman|cni|hyper-v|vethernet)|virtualbox|vmware|wsl/i

/** Addresses of homes and offices, and those that a machine gives itself where nothing gave it one. */
const PRIVATE = /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./
const SELF_GIVEN = /^169\.254\./

/** Interfaces are listed at most once in so many ms: a busy server asks with each request. */
const LISTED_FOR = 2000
let listed: { at: number, interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> } | undefined

function interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]> {
  if (!listed || Date.now() - listed.at > LISTED_FOR) listed = { at: Date.now(), interfaces: networkInterfaces() }
  return listed.interfaces
}

/** Is it this machine's own, as a connection's other end? */
export function isOwnAddress(address = ''): boolean {
  const plain = address.replace(/^::ffff:/, '')
  // the whole of it: 127.example.com is a name, which leads where its owner likes
  if (/^127(?:\.\d{1,3}){3}$/.test(plain) || plain === '::1') return true
  return Object.values(interfaces()).some(list => list?.some(one => one.address === plain))
}

/** This machine's IPv4 addresses for the room, the likeliest first; none without a network. */
export function reachable(list: NodeJS.Dict<NetworkInterfaceInfo[]> = interfaces()): Reachable[] {
  return Object.entries(list)
    .flatMap(([network, addresses = []]) => addresses
      .filter(({ internal, family, address }) => !internal && family === 'IPv4' && !SELF_GIVEN.test(address))
      .map(({ address }) => ({ network, address })))
    .map(found => ({ ...found, rank: (VIRTUAL.test(found.network) ? 2 : 0) + (PRIVATE.test(found.address) ? 0 : 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ network, address }) => ({ network, address }))
}
