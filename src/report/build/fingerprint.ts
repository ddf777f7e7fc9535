/** Identity of something that a chapter produces under a profile; undefined where it does not exist. */
export type Fingerprint = (product: string, profile: string) => Promise<string | undefined>;
