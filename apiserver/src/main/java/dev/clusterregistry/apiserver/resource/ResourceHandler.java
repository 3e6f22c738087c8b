package dev.clusterregistry.apiserver.resource;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.watch.Watches;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.negotiation.Negotiator;
import dev.clusterregistry.apiserver.resource.negotiation.PatchType;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.negotiation.Transform;
import dev.clusterregistry.apiserver.resource.options.DeleteOptions;
import dev.clusterregistry.apiserver.resource.options.DeleteOptionsReader;
import dev.clusterregistry.apiserver.resource.options.ListOptions;
import dev.clusterregistry.apiserver.resource.options.ListOptionsReader;
import dev.clusterregistry.apiserver.resource.read.Freshness;
import dev.clusterregistry.apiserver.resource.read.Getter;
import dev.clusterregistry.apiserver.resource.read.ListPlan;
import dev.clusterregistry.apiserver.resource.read.ListPlanner;
import dev.clusterregistry.apiserver.resource.read.ListWriter;
import dev.clusterregistry.apiserver.resource.read.Watcher;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.served.ServedResources;
import dev.clusterregistry.apiserver.resource.transform.IncludeObject;
import dev.clusterregistry.apiserver.resource.transform.ListForm;
import dev.clusterregistry.apiserver.resource.transform.ObjectWriter;
import dev.clusterregistry.apiserver.resource.transform.TableSources;
import dev.clusterregistry.apiserver.resource.write.BodyReader;
import dev.clusterregistry.apiserver.resource.write.CollectionDeleter;
import dev.clusterregistry.apiserver.resource.write.Creator;
import dev.clusterregistry.apiserver.resource.write.Deleter;
import dev.clusterregistry.apiserver.resource.write.Updater;
import dev.clusterregistry.apiserver.resource.write.WriteContext;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.schema.Subresource;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.Store;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers the verbs on resources. Reads are answered on the event loop where no waiting is needed;
 * writes always block.
 */
public final class ResourceHandler implements Endpoint {
  private final ServedResources resources;
  private final TableSources tables;
  private final ObjectWriter objects;
  private final Getter getter;
  private final ListPlanner lists;
  private final ListWriter listWriter;
  private final Watcher watcher;
  private final Creator creator;
  private final Updater updater;
  private final Deleter deleter;
  private final CollectionDeleter collectionDeleter;
  private final DeleteOptionsReader deleteOptions = new DeleteOptionsReader();

  /**
   * @param cache made from {@link ServedResources#cached} of the same resources
   * @param shortestWatch a watch that names no timeout lasts between this and twice this
   * @param admission has a say in every write
   */
  public ResourceHandler(
      ServedResources resources,
      Store store,
      WatchCache cache,
      Watches watches,
      Sources sources,
      Duration shortestWatch,
      Admission admission) {
    this.resources = resources;
    Freshness freshness = new Freshness(cache);
    WriteContext context = new WriteContext(store, freshness, sources, admission);
    tables = new TableSources(sources.clock(), cache.derived());
    objects = new ObjectWriter(tables);
    getter = new Getter(freshness);
    lists = new ListPlanner(cache, freshness);
    listWriter = new ListWriter(cache);
    watcher = new Watcher(watches, freshness, sources, tables, shortestWatch);
    creator = new Creator(context);
    updater = new Updater(context);
    deleter = new Deleter(context);
    collectionDeleter = new CollectionDeleter(deleter);
  }

  @Override
  public Reply answer(Call call) {
    RequestInfo info = call.info();
    ServedResource resource = resources.find(info.group(), info.version(), info.resource());
    if (resource == null || !knows(resource, info)) {
      throw Statuses.unknownPath();
    }
    String method = call.request().method();
    if (method.equals("HEAD") || (info.watchPrefix() && !method.equals("GET"))) {
      throw Statuses.methodNotAllowed();
    }
    if (!resource.version().deprecationWarning().isEmpty()) {
      call.warn(resource.version().deprecationWarning());
    }
    return info.onCollection() || info.watchPrefix()
        ? onCollection(call, resource)
        : onObject(call, resource);
  }

  /** Whether the path below the resource leads anywhere. */
  private static boolean knows(ServedResource resource, RequestInfo info) {
    if (!resource.kind().namespaced() && !info.holdingNamespace().isEmpty()) {
      return false;
    }
    if (info.watchPrefix()) {
      return info.parts().size() <= 2;
    }
    if (resource.kind().namespaced() && info.holdingNamespace().isEmpty() && !info.onCollection()) {
      return false;
    }
    return switch (info.parts().size()) {
      case 1, 2 -> true;
      case 3 -> resource.version().subresource(info.subresource()) != null;
      default -> false;
    };
  }

  private Reply onCollection(Call call, ServedResource resource) {
    return switch (call.info().verb()) {
      case LIST, WATCH -> listOrWatch(call, resource);
      case CREATE -> create(call, resource);
      case DELETECOLLECTION -> deleteCollection(call, resource);
      case GET, UPDATE, PATCH, DELETE, NONE -> throw Statuses.methodNotAllowed();
    };
  }

  private Reply onObject(Call call, ServedResource resource) {
    RequestInfo info = call.info();
    Subresource part = resource.version().subresource(info.subresource());
    if (part != null && !part.verbs().contains(info.verbText())) {
      throw Statuses.methodNotAllowed();
    }
    return switch (info.verb()) {
      case GET -> get(call, resource);
      case UPDATE -> update(call, target(call, resource, part));
      case PATCH -> patch(call, target(call, resource, part));
      case DELETE -> delete(call, resource);
      case LIST, WATCH, CREATE, DELETECOLLECTION, NONE -> throw Statuses.methodNotAllowed();
    };
  }

  private static Representation negotiated(Call call, ServedResource resource) {
    return Negotiator.forObject(call.request(), call.info().query(), resource.version().protobuf());
  }

  private Reply get(Call call, ServedResource resource) {
    RequestInfo info = call.info();
    Representation form = negotiated(call, resource);
    return objects.reply(
        call,
        200,
        resource,
        getter.get(call, resource, info.holdingNamespace(), info.name()),
        form);
  }

  private Reply listOrWatch(Call call, ServedResource resource) {
    RequestInfo info = call.info();
    Representation form =
        Negotiator.forCollection(call.request(), info.query(), resource.version().protobuf());
    ListOptions options = ListOptionsReader.read(info.query(), info.watchPrefix());
    if (options.watch()) {
      String name = info.onCollection() ? "" : info.name();
      return watcher.watch(call, resource, info.holdingNamespace(), name, options);
    }
    ListForm list = listForm(call, resource, form);
    ListPlan plan = lists.plan(call, resource, info.holdingNamespace(), options);
    return listWriter.reply(call.request(), plan, list, form);
  }

  private ListForm listForm(Call call, ServedResource resource, Representation form) {
    IncludeObject include =
        form.transform() instanceof Transform.Table
            ? IncludeObject.of(call.info().query())
            : IncludeObject.METADATA;
    return ListForm.of(resource, form, include, tables);
  }

  private Reply create(Call call, ServedResource resource) {
    call.request().blocking();
    RequestInfo info = call.info();
    if (resource.kind().namespaced() && info.holdingNamespace().isEmpty()) {
      throw Statuses.methodNotAllowed();
    }
    Representation form = negotiated(call, resource);
    return objects.reply(
        call, 201, resource, creator.create(call, resource, info.holdingNamespace()), form);
  }

  private Reply update(Call call, Updater.Target target) {
    call.request().blocking();
    Representation form = negotiated(call, target.resource());
    return reply(call, target, updater.update(call, target), form);
  }

  private Reply patch(Call call, Updater.Target target) {
    call.request().blocking();
    PatchType type = PatchType.of(call.request());
    Representation form = negotiated(call, target.resource());
    return reply(call, target, updater.patch(call, target, type), form);
  }

  private Reply reply(
      Call call, Updater.Target target, Updater.Outcome outcome, Representation form) {
    int status = outcome.created() ? 201 : 200;
    return objects.reply(call, status, target.resource(), outcome.object(), form);
  }

  private static Updater.Target target(
      Call call, ServedResource resource, @Nullable Subresource part) {
    return new Updater.Target(resource, call.info().holdingNamespace(), call.info().name(), part);
  }

  private Reply delete(Call call, ServedResource resource) {
    call.request().blocking();
    RequestInfo info = call.info();
    Representation form = negotiated(call, resource);
    DeleteOptions options = deleteOptions(call);
    Deleter.Deletion deletion =
        deleter.delete(
            call,
            resource,
            resource.key(info.holdingNamespace(), info.name()),
            info.name(),
            options);
    return switch (deletion) {
      case Deleter.Deletion.Gone gone -> {
        Status status = Status.deleted(resource.groupResource(), info.name(), gone.uid());
        yield ObjectWriter.reply(
            call, 200, status.toJson(), MetaSchemas.STATUS, form.withoutTransform());
      }
      case Deleter.Deletion.Marked marked -> {
        // What it asked for has not happened yet; others always get 200, for old clients' sake.
        boolean cascading = Boolean.FALSE.equals(options.orphanDependents());
        yield objects.reply(call, cascading ? 202 : 200, resource, marked.object(), form);
      }
    };
  }

  private Reply deleteCollection(Call call, ServedResource resource) {
    if (!resource.kind().options().verbs().contains(call.info().verbText())) {
      throw Statuses.methodNotAllowed();
    }
    call.request().blocking();
    RequestInfo info = call.info();
    Representation form = negotiated(call, resource);
    ListOptions options = ListOptionsReader.read(info.query(), false);
    DeleteOptions deleteOptions = deleteOptions(call);
    ListForm list = listForm(call, resource, form);
    ListPlan plan = lists.plan(call, resource, info.holdingNamespace(), options);
    collectionDeleter.delete(call, resource, plan, deleteOptions);
    return listWriter.reply(call.request(), plan, list, form);
  }

  /**
   * @throws StatusException 400, 413, 415 or 422
   */
  private DeleteOptions deleteOptions(Call call) {
    BodyReader.bytes(call.request()); // refused if it is too large
    return deleteOptions.read(call.request(), call.info().query());
  }
}
