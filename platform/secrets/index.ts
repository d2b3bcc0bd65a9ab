export { openSecrets, placeSecrets, type Secrets, secretsFile } from './secrets.ts'
