package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.Body;
import dev.clusterregistry.apiserver.resource.negotiation.FullReply;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.negotiation.Transform;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
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
    byte[] json =
        switch (form.transform()) {
          case Transform.None none -> VersionForm.of(resource).json(object);
          case Transform.Table table -> table(call, resource, object, form);
          case Transform.PartialObject partial ->
              new PartialForm(partial.version(), resource.storageVersion()).json(object);
          case Transform.PartialList partial -> throw PartialRefusal.ofObject(resource);
        };
    return reply(call, status, json, form);
  }

  /** Replies with JSON that is already in the form's transformation. */
  public static Reply reply(Call call, int status, byte[] json, Representation form) {
    return FullReply.of(call.request(), status, form.format(), Body.of(json, form));
  }

  private byte[] table(Call call, ServedResource resource, Frozen object, Representation form) {
    ListForm list = ListForm.of(resource, form, IncludeObject.of(call.info().query()), tables);
    byte[] empty = list.empty(new ListMeta(object.revision(), "", -1));
    byte[] head = Arrays.copyOf(empty, empty.length - 2);
    byte[] row = list.item().json(object);
    return JsonBytes.join(head, row, 0, row.length, JsonBytes.utf8("]}"));
  }
}
