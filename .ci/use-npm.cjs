console.error('This project is installed by npm, which its lockfile is of: npm install')
process.exit(1)
