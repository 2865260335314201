// Checks the Kubernetes manifests: each document against its kind's schema, then what the gateway relies on.
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";

const file = process.argv[2];
const documents = parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
  assert.deepEqual(document.errors, [], `${file}: not YAML`);
  return document.toJS();
});
for (const manifest of documents) {
  const models = await import(`kubernetes-models/${manifest.apiVersion}`);
  const Model = models[manifest.kind];
  assert.ok(Model, `${manifest.apiVersion} has no ${manifest.kind}`);
  new Model(manifest).validate();
}

const find = (kind) => documents.find((manifest) => manifest.kind === kind) ?? assert.fail(`${file} has no ${kind}`);
const deployment = find("Deployment").spec;
const pod = deployment.template.spec;
const gateway = pod.containers[0];
const settings = find("ConfigMap").data;
const drain = Number(settings.GroundTransport__Shutdown__Drain.split(":")[2]);
const labels = deployment.template.metadata.labels;

assert.equal(gateway.readinessProbe.httpGet.path, "/health/ready");
assert.equal(gateway.livenessProbe.httpGet.path, "/health/live");
assert.ok(
  drain > gateway.readinessProbe.periodSeconds * gateway.readinessProbe.failureThreshold,
  "the drain ends before the readiness probe has noticed it",
);
assert.ok(pod.terminationGracePeriodSeconds >= drain + 25, "the node is killed before it has completed its calls");
assert.equal(deployment.strategy.rollingUpdate.maxUnavailable, 0);
assert.equal(pod.securityContext.runAsNonRoot, true);
assert.equal(pod.automountServiceAccountToken, false);
const volumes = pod.volumes.map((volume) => volume.name);
for (const container of [...pod.initContainers, ...pod.containers]) {
  assert.equal(container.securityContext.readOnlyRootFilesystem, true);
  assert.equal(container.securityContext.allowPrivilegeEscalation, false);
  assert.deepEqual(container.securityContext.capabilities.drop, ["ALL"]);
  for (const mount of container.volumeMounts) assert.ok(volumes.includes(mount.name), `no volume ${mount.name}`);
}
const ports = Object.fromEntries(gateway.ports.map((port) => [port.name, port.containerPort]));
assert.equal(String(ports.metrics), settings.GroundTransport__Metrics__Port);
for (const probe of [gateway.startupProbe, gateway.livenessProbe, gateway.readinessProbe]) assert.ok(ports[probe.httpGet.port]);
for (const port of find("Service").spec.ports) assert.ok(ports[port.targetPort]);
for (const selector of [
  deployment.selector.matchLabels,
  find("Service").spec.selector,
  find("PodDisruptionBudget").spec.selector.matchLabels,
  find("NetworkPolicy").spec.podSelector.matchLabels,
]) {
  for (const [label, value] of Object.entries(selector)) assert.equal(labels[label], value);
}
assert.ok(find("PodDisruptionBudget").spec.minAvailable < deployment.replicas, "no node may ever be drained");
assert.deepEqual(find("NetworkPolicy").spec.policyTypes, ["Ingress", "Egress"]);
const open = find("NetworkPolicy").spec.ingress.flatMap((rule) => rule.ports.map((port) => port.port));
assert.deepEqual(open.sort(), Object.values(ports).sort());

// Every key of the gateway that is set must exist; --help lists them.
const known = readFileSync(process.argv[3], "utf8");
for (const key of Object.keys(settings)) {
  const name = key.replaceAll("__", ":").replace(/:[0-9]+(?=:|$)/g, ":0");
  assert.ok(known.includes(`--${name}\n`), `unknown setting ${key}`);
}

// What the documents run needs no capability, and can't get one. Only the database's own image writes where it wants.
const [compose] = parseAllDocuments(readFileSync("compose.yaml", "utf8")).map((document) => document.toJS());
const { read_only, cap_drop, security_opt } = compose.services.gateway;
assert.deepEqual({ read_only, cap_drop, security_opt }, { read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
for (const document of ["docs/operations.md", "README.md"]) {
  for (const [command] of readFileSync(document, "utf8").matchAll(/docker run(?:[^\n]*\\\n)*[^\n]* groundtransport$/gm)) {
    for (const option of ["--read-only", "--cap-drop ALL", "--security-opt no-new-privileges"]) {
      assert.ok(command.includes(option), `${document}: a docker run without ${option}:\n${command}`);
    }
  }
}
assert.match(readFileSync("docs/operations.md", "utf8"), /docker run/);
const stages = readFileSync("Dockerfile", "utf8").split(/^FROM /m);
assert.match(stages.at(-1), /^USER \$APP_UID$/m, "the image's last stage runs as root");
console.log(`${documents.length} manifests are valid, and compose.yaml and the documents drop what they don't need`);
