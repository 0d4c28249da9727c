import { type CallAddress, callAddressSchema } from "../wire/call-address.js";

/** Addresses of calls, kept outside the heap: what a benchmark of memory notes down itself must not count. */
export class AddressBook {
  readonly #pages: Buffer[] = [];
  count = 0;

  add(addresses: readonly CallAddress[]): void {
    this.#pages.push(Buffer.from(JSON.stringify(addresses)));
    this.count += addresses.length;
  }

  /** Everything that is written down. It is forgotten here. */
  take(): readonly CallAddress[] {
    this.count = 0;
    return this.#pages.splice(0).flatMap((page) => callAddressSchema.array().parse(JSON.parse(page.toString())));
  }

  get bytes(): number {
    return this.#pages.reduce((sum, page) => sum + page.byteLength, 0);
  }
}
