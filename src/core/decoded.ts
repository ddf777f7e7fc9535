/** An address with its codes such as `%20` read; one in which `%` begins no code, such as `100%.png`, stands for itself. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
