/** Who asks: an app, in a tenant, with what its token allows. */
export interface Principal {
  readonly appId: string;
  readonly tenantId: string;
  readonly roles: ReadonlySet<string>;
}
