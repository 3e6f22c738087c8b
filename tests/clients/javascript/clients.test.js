// Tests a registry with the official JavaScript client; KUBECONFIG names the access to a server of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as k8s from '@kubernetes/client-node';

const kind = { group: 'clusterregistry.k8s.io', version: 'v1alpha1', plural: 'clusters' };
const path = '/apis/clusterregistry.k8s.io/v1alpha1/clusters';
const config = new k8s.KubeConfig();
config.loadFromDefault();
const api = config.makeApiClient(k8s.CustomObjectsApi);

const cluster = (name, address = '1.1.1.1', label = 'javascript') => ({
  apiVersion: 'clusterregistry.k8s.io/v1alpha1',
  kind: 'Cluster',
  metadata: { name, labels: { test: label } },
  spec: { kubernetesApiEndpoints: { serverEndpoints: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }] } },
});
const contentType = (type) => k8s.setHeaderOptions('Content-Type', type);
const code = (expected) => (error) => {
  assert.equal(error.code, expected, error.message);
  return true;
};

test('creates, reads, replaces, patches and deletes', async () => {
  const made = await api.createClusterCustomObject({ ...kind, body: cluster('js-crud') });
  assert.equal(made.metadata.generation, 1);
  await assert.rejects(api.createClusterCustomObject({ ...kind, body: cluster('js-crud') }), code(409));
  made.spec = cluster('js-crud', '2.2.2.2').spec;
  const replaced = await api.replaceClusterCustomObject({ ...kind, name: 'js-crud', body: made });
  assert.equal(replaced.metadata.generation, 2);
  await assert.rejects(api.replaceClusterCustomObject({ ...kind, name: 'js-crud', body: made }), code(409));
  const merged = await api.patchClusterCustomObject(
    { ...kind, name: 'js-crud', body: { metadata: { annotations: { a: 'b' } } } },
    contentType(k8s.PatchStrategy.MergePatch),
  );
  assert.equal(merged.metadata.annotations.a, 'b');
  const patched = await api.patchClusterCustomObject(
    { ...kind, name: 'js-crud', body: [{ op: 'remove', path: '/metadata/annotations/a' }] },
    contentType(k8s.PatchStrategy.JsonPatch),
  );
  assert.equal(patched.metadata.annotations?.a, undefined);
  const status = { conditions: [{ type: 'Ready', status: 'True' }] };
  const reported = await api.patchClusterCustomObjectStatus(
    { ...kind, name: 'js-crud', body: { status } },
    contentType(k8s.PatchStrategy.MergePatch),
  );
  assert.deepEqual(reported.status, status);
  await api.deleteClusterCustomObject({ ...kind, name: 'js-crud' });
  await assert.rejects(api.getClusterCustomObject({ ...kind, name: 'js-crud' }), code(404));
});

test('applies on the server', async () => {
  const objects = k8s.KubernetesObjectApi.makeApiClient(config);
  const apply = (address, manager, force) =>
    objects.patch(cluster('js-apply', address), undefined, undefined, manager, force, k8s.PatchStrategy.ServerSideApply);
  await apply('1.1.1.1', 'one', false);
  await assert.rejects(apply('2.2.2.2', 'two', false), code(409));
  assert.equal((await apply('2.2.2.2', 'two', true)).metadata.managedFields.length, 2);
  await objects.delete(cluster('js-apply'));
});

test('lists in pages', async () => {
  for (let i = 0; i < 5; i++) {
    await api.createClusterCustomObject({ ...kind, body: cluster(`js-page-${i}`, '1.1.1.1', 'js-page') });
  }
  const names = [];
  let token;
  do {
    const page = await api.listClusterCustomObject({ ...kind, labelSelector: 'test=js-page', limit: 2, _continue: token });
    names.push(...page.items.map((item) => item.metadata.name));
    token = page.metadata._continue ?? page.metadata.continue;
  } while (token);
  assert.deepEqual(names, ['js-page-0', 'js-page-1', 'js-page-2', 'js-page-3', 'js-page-4']);
  await api.deleteCollectionClusterCustomObject({ ...kind, labelSelector: 'test=js-page' });
});

test('watches', async () => {
  const events = [];
  let ended;
  const end = new Promise((resolve) => (ended = resolve));
  const watching = await new k8s.Watch(config).watch(
    path,
    { labelSelector: 'test=js-watch', timeoutSeconds: 60 },
    (type) => {
      events.push(type);
      if (type === 'DELETED') ended();
    },
    ended,
  );
  await api.createClusterCustomObject({ ...kind, body: cluster('js-watch', '1.1.1.1', 'js-watch') });
  await api.deleteClusterCustomObject({ ...kind, name: 'js-watch' });
  await end;
  watching.abort();
  assert.deepEqual(events, ['ADDED', 'DELETED']);
});

test('keeps an informer', async () => {
  const list = () => api.listClusterCustomObject({ ...kind, labelSelector: 'test=js-informer' });
  const informer = k8s.makeInformer(config, path, list, 'test=js-informer');
  const seen = (event) => new Promise((resolve) => informer.on(event, (object) => resolve(object.metadata.name)));
  const added = seen('add');
  const deleted = seen('delete');
  await informer.start();
  await api.createClusterCustomObject({ ...kind, body: cluster('js-informer', '1.1.1.1', 'js-informer') });
  assert.equal(await added, 'js-informer');
  await api.deleteClusterCustomObject({ ...kind, name: 'js-informer' });
  assert.equal(await deleted, 'js-informer');
  await informer.stop();
});
