// Sends requests with the vendor's own client: a JSON object for each line of standard input, and one with its response for each line of standard output.
// The first line connects: {endpoint, accessKey, secretKey, projectId}. Each further one is a request: {method, path, query, body}.
"use strict";
const readline = require("readline");

const write = process.stdout.write.bind(process.stdout);

// The SDK logs what fails to standard output, where only responses belong.
process.stdout.write = process.stderr.write.bind(process.stderr);
const { BasicCredentials } = require("@huaweicloud/huaweicloud-sdk-core");
const { ClientBuilder } = require("@huaweicloud/huaweicloud-sdk-core/ClientBuilder");

const connect = ({ endpoint, accessKey, secretKey, projectId }) => new ClientBuilder(client => client)
  .withEndpoint(endpoint)
  .withCredential(new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(projectId))
  .build();

const send = async (client, { method, path, query, body }) => {
  try {
    const { httpStatusCode, ...rest } = await client.sendRequest({
      url: path,
      method,
      contentType: "application/json",
      queryParams: query ?? {},
      pathParams: {},
      headers: {},
      data: body ?? undefined,
    });
    return { status: httpStatusCode, body: rest };
  } catch (error) {
    return { status: error.httpStatusCode ?? null, error: { code: error.errorCode, message: error.errorMsg ?? error.message, requestId: error.requestId } };
  }
};

(async () => {
  let client;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (client) {
      write(JSON.stringify(await send(client, message)) + "\n");
    } else {
      client = connect(message);
    }
  }
})();
