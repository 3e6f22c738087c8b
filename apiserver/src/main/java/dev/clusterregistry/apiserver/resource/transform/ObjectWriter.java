package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.Body;
import dev.clusterregistry.apiserver.resource.negotiation.FullReply;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.negotiation.Transform;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.Arrays;

/** Replies with one object in the form that was negotiated. */
public final class ObjectWriter {
  private final TableSources tables;

  public ObjectWriter(TableSources tables) {
    this.tables = tables;
  }

  /**
   * @throws StatusException 406 if one object cannot take the form, 400 if the query asks for
   *     nonsense
   */
  public Reply reply(
      Call call, int status, ServedResource resource, Frozen object, Representation form) {
    return switch (form.transform()) {
      case Transform.None none -> reply(call, status, VersionForm.of(resource), object, form);
      case Transform.Table table -> {
        byte[] json = table(call, resource, object, form);
        yield reply(call, status, json, resource.version().schema(), form);
      }
      case Transform.PartialObject partial -> {
        ObjectForm metadata = new PartialForm(partial.version(), resource.storageVersion());
        yield reply(call, status, metadata, object, form);
      }
      case Transform.PartialList partial -> throw PartialRefusal.ofObject(resource);
    };
  }

  private Reply reply(
      Call call, int status, ObjectForm object, Frozen frozen, Representation form) {
    byte[] body =
        switch (form.format()) {
          case JSON, YAML -> Body.text(object.json(frozen), form);
          case PROTOBUF -> MessageForm.of(object).enveloped(frozen, tables.derived());
        };
    return FullReply.of(call.request(), status, form.format(), body);
  }

  /**
   * Replies with JSON that is already in the form's transformation.
   *
   * @param schema of what the JSON is
   */
  public static Reply reply(
      Call call, int status, byte[] json, Schema schema, Representation form) {
    return FullReply.of(call.request(), status, form.format(), Body.of(json, schema, form));
  }

  private byte[] table(Call call, ServedResource resource, Frozen object, Representation form) {
    ListForm list = ListForm.of(resource, form, IncludeObject.of(call.info().query()), tables);
    byte[] empty = list.empty(new ListMeta(object.revision(), "", -1));
    byte[] head = Arrays.copyOf(empty, empty.length - 2);
    byte[] row = list.item().json(object);
    return JsonBytes.join(head, row, 0, row.length, JsonBytes.utf8("]}"));
  }
}
