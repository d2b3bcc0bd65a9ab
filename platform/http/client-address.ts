import { BlockList, isIP } from 'node:net'

/** Addresses and networks of proxies that stand before the server: '10.0.0.5', '10.0.0.0/24', '::1'. */
export type TrustedProxies = (address: string) => boolean

const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '')

/** Reads the setting of trusted proxies. Throws on an entry that is no address or network. */
export function trustedProxies(entries: readonly string[]): TrustedProxies {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', length] = entry.split('/')
    const family = isIP(address)
    const bits = length === undefined ? (family === 4 ? 32 : 128) : Number(length)
    if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128))
      throw new Error(`a trusted proxy is an address or a network such as 10.0.0.0/24, not ${entry}`)
    list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
  }
  return address => {
    const family = isIP(address)
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
}

/**
 * The address to which a request is counted: the socket's, unless the socket is a trusted proxy; then the nearest address in
 * X-Forwarded-For that is no trusted proxy itself. What a stranger writes into that header is never believed.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: TrustedProxies,
): string {
  let nearest = plain(socket ?? '')
  if (!isTrusted(nearest)) return nearest
  for (const hop of (forwardedFor ?? '').split(',').reverse()) {
    const address = plain(hop)
    if (isIP(address) === 0) return nearest
    nearest = address
    if (!isTrusted(address)) return address
  }
  return nearest
}

/** One household's IPv6 connection has 2^64 addresses: they count as one. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
