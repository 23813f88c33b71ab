// A pack that brings csip's accounts into a Coda document: the way a pack maker writes one.
import * as coda from "@codahq/packs-sdk";

export const pack = coda.newPack();

const host = "127.0.0.1:8080"; // where csip is reached; a pack may talk to no other host
const docUrl = `http://${host}/apis/v1/docs/csip`;

pack.addNetworkDomain(host);

pack.setUserAuthentication({
  type: coda.AuthenticationType.HeaderBearerToken,
  getConnectionName: async context => {
    const { body } = await context.fetcher.fetch({ method: "GET", url: `http://${host}/apis/v1/whoami` });
    return body.tokenName;
  },
});

async function get(context: coda.ExecutionContext, path: string, params: Record<string, unknown> = {}) {
  const { body } = await context.fetcher.fetch({
    method: "GET",
    url: coda.withQueryParams(docUrl + path, params),
    cacheTtlSecs: 0,
  });
  return body;
}

async function send(context: coda.ExecutionContext, method: "POST" | "PUT", path: string, body: unknown) {
  const headers = { "Content-Type": "application/json" };
  const answer = await context.fetcher.fetch({ method, url: docUrl + path, headers, body: JSON.stringify(body) });
  return answer.body;
}

const toCells = (values: Record<string, unknown>) =>
  Object.entries(values).map(([column, value]) => ({ column, value }));

// A blank cell reads as the empty text.
const blankIsAbsent = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

const accountSchema = coda.makeObjectSchema({
  properties: {
    id: { type: coda.ValueType.String, required: true },
    name: { type: coda.ValueType.String, fromKey: "Account_Name", required: true },
    industry: {
      type: coda.ValueType.String,
      codaType: coda.ValueHintType.SelectList,
      options: async context => {
        const { format } = await get(context, "/tables/Account_Master/columns/Industry_Vertical");
        return format.options.map(({ name }: { name: string }) => name);
      },
      fromKey: "Industry_Vertical",
      mutable: true,
    },
    arr: { type: coda.ValueType.Number, codaType: coda.ValueHintType.Currency, currencyCode: "USD", fromKey: "ARR", mutable: true },
    employees: { type: coda.ValueType.Number, fromKey: "Employee_Count", mutable: true },
    renewal: { type: coda.ValueType.String, codaType: coda.ValueHintType.Date, fromKey: "Renewal_Date", mutable: true },
    daysToRenewal: { type: coda.ValueType.Number, fromKey: "Days_To_Renewal" },
    health: { type: coda.ValueType.Number, fromKey: "Health_Score" },
    risk: { type: coda.ValueType.String, fromKey: "Renewal_Risk_Level" },
    link: { type: coda.ValueType.String }, // Coda takes only https as a Url; this server may speak http
  },
  idProperty: "id",
  displayProperty: "name",
  featuredProperties: ["arr", "health", "risk", "renewal"],
});

pack.addSyncTable({
  name: "Accounts",
  description: "The accounts with their health and risk.",
  identityName: "Account",
  schema: accountSchema,
  formula: {
    name: "SyncAccounts",
    description: "Reads the accounts.",
    parameters: [
      coda.makeParameter({ type: coda.ParameterType.Number, name: "pageSize", description: "Rows per page.", suggestedValue: 100 }),
    ],
    execute: async ([limit], context) => {
      const pageToken = context.sync.continuation?.pageToken;
      const page = await get(context, "/tables/Account_Master/rows", { useColumnNames: true, limit, pageToken });
      return {
        result: page.items.map((row: any) => ({ id: row.id, link: row.browserLink, ...blankIsAbsent(row.values) })),
        continuation: page.nextPageToken ? { pageToken: page.nextPageToken } : undefined,
      };
    },
    maxUpdateBatchSize: 10,
    executeUpdate: async (_args, updates, context) => {
      const result = await Promise.all(
        updates.map(async ({ newValue, updatedFields }) => {
          const changed = Object.fromEntries(updatedFields.map(field => [field, (newValue as any)[field]]));
          await send(context, "PUT", `/tables/Account_Master/rows/${newValue.id}`, { row: { cells: toCells(changed) } });
          const row = await get(context, `/tables/Account_Master/rows/${newValue.id}`, { useColumnNames: true });
          return { id: row.id, link: row.browserLink, ...blankIsAbsent(row.values) };
        }),
      );
      return { result };
    },
  },
});

const account = coda.makeParameter({
  type: coda.ParameterType.String,
  name: "account",
  description: "The account's name.",
  autocomplete: async (context, search) => {
    const { items } = await get(context, "/tables/Account_Master/rows", { limit: 500 });
    return coda.simpleAutocomplete(search, items.map(({ name }: { name: string }) => name));
  },
});

pack.addFormula({
  name: "HealthScore",
  description: "The health of an account, 0 to 100.",
  parameters: [account],
  resultType: coda.ValueType.Number,
  cacheTtlSecs: 0,
  execute: async ([name], context) => {
    const row = await get(context, `/tables/Account_Master/rows/${encodeURIComponent(name)}`, { useColumnNames: true });
    return row.values.Health_Score;
  },
});

pack.addFormula({
  name: "RecordMetric",
  description: "Writes the current value of a metric of an account.",
  parameters: [
    coda.makeParameter({ type: coda.ParameterType.String, name: "metric", description: "The metric's name." }),
    coda.makeParameter({ type: coda.ParameterType.Number, name: "value", description: "What was measured." }),
  ],
  resultType: coda.ValueType.String,
  isAction: true,
  execute: async ([metric, value], context) => {
    const rows = [{ cells: toCells({ Metric_Name: metric, Current_Value: value }) }];
    const { requestId } = await send(context, "POST", "/tables/Platform_Health_Metrics/rows", { rows, keyColumns: ["Metric_Name"] });
    return requestId;
  },
});

// Any table or view of the document: its columns are asked for when it is added.
const typeOf = (format: { type: string; isArray: boolean }): coda.Schema => {
  if (format.isArray) return { type: coda.ValueType.Array, items: { type: coda.ValueType.String } };
  if (["number", "currency", "percent", "slider", "scale", "duration"].includes(format.type)) return { type: coda.ValueType.Number };
  if (format.type === "checkbox") return { type: coda.ValueType.Boolean };
  if (format.type === "date") return { type: coda.ValueType.String, codaType: coda.ValueHintType.Date };
  if (format.type === "dateTime") return { type: coda.ValueType.String, codaType: coda.ValueHintType.DateTime };
  return { type: coda.ValueType.String };
};

pack.addDynamicSyncTable({
  name: "AnyTable",
  description: "Any table or view of csip.",
  identityName: "Row",
  listDynamicUrls: async context => {
    const found: Array<{ display: string; value: string }> = [];
    let pageToken: string | undefined;
    do {
      const page = await get(context, "/tables", { limit: 20, pageToken });
      found.push(...page.items.map(({ id, name }: any) => ({ display: name, value: `${docUrl}/tables/${id}` })));
      pageToken = page.nextPageToken;
    } while (pageToken);
    return found;
  },
  getName: async context => (await context.fetcher.fetch({ method: "GET", url: context.sync!.dynamicUrl! })).body.name,
  getDisplayUrl: async context => (await context.fetcher.fetch({ method: "GET", url: context.sync!.dynamicUrl! })).body.browserLink,
  getSchema: async context => {
    const { body } = await context.fetcher.fetch({ method: "GET", url: `${context.sync!.dynamicUrl}/columns?limit=100` });
    const properties: coda.ObjectSchemaProperties = { rowId: { type: coda.ValueType.String }, rowName: { type: coda.ValueType.String } };
    for (const { id, name, format } of body.items) {
      properties[name] = { ...typeOf(format), fromKey: id } as coda.Schema & coda.ObjectSchemaProperty;
    }
    return coda.makeObjectSchema({ properties, idProperty: "rowId", displayProperty: "rowName" });
  },
  formula: {
    name: "SyncAnyTable",
    description: "Reads the rows.",
    parameters: [],
    execute: async (_args, context) => {
      const { body } = await context.fetcher.fetch({
        method: "GET",
        url: coda.withQueryParams(`${context.sync.dynamicUrl}/rows`, {
          valueFormat: "simpleWithArrays",
          limit: 50,
          pageToken: context.sync.continuation?.pageToken,
        }),
      });
      return {
        result: body.items.map((row: any) => ({ rowId: row.id, rowName: row.name, ...blankIsAbsent(row.values) })),
        continuation: body.nextPageToken ? { pageToken: body.nextPageToken } : undefined,
      };
    },
  },
});
