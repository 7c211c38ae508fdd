export interface Circle {
  radius: number
}

// #region area
export function area({ radius }: Circle): number {
  return Math.PI * radius ** 2
}
// #endregion area
