package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.watch.Course;
import dev.clusterregistry.apiserver.cache.watch.FrameEncoding;
import dev.clusterregistry.apiserver.cache.watch.WatchRequest;
import dev.clusterregistry.apiserver.cache.watch.WatchStart;
import dev.clusterregistry.apiserver.cache.watch.Watches;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.negotiation.Negotiator;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.negotiation.Transform;
import dev.clusterregistry.apiserver.resource.options.ListOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.Frames;
import dev.clusterregistry.apiserver.resource.transform.IncludeObject;
import dev.clusterregistry.apiserver.resource.transform.MessageForm;
import dev.clusterregistry.apiserver.resource.transform.MessageFrames;
import dev.clusterregistry.apiserver.resource.transform.PartialRefusal;
import dev.clusterregistry.apiserver.resource.transform.TableFrames;
import dev.clusterregistry.apiserver.resource.transform.TableSources;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers watch. What is wrong with the options is said in a Status; what goes wrong afterwards is
 * an ERROR event on the stream.
 */
public final class Watcher {
  private final Watches watches;
  private final Freshness freshness;
  private final Sources sources;
  private final TableSources tables;
  private final Duration shortest;

  /**
   * @param shortest a watch that names no timeout lasts between this and twice this
   */
  public Watcher(
      Watches watches,
      Freshness freshness,
      Sources sources,
      TableSources tables,
      Duration shortest) {
    this.watches = watches;
    this.freshness = freshness;
    this.sources = sources;
    this.tables = tables;
    this.shortest = shortest;
  }

  /**
   * @param namespace empty for all
   * @param name that the path fixes; empty for a collection
   * @throws StatusException if the stream cannot begin
   */
  public Reply watch(
      Call call, ServedResource resource, String namespace, String name, ListOptions options) {
    Selection selection = Selection.of(resource, namespace, name, options);
    long revision = Revisions.parse(options.resourceVersion());
    Representation form = Negotiator.forStream(call.request(), resource.version().protobuf());
    FrameEncoding frames = frames(call, resource, form);
    Headers headers = Headers.of("Content-Type", form.format().streamContentType());
    WatchStart start;
    try {
      start = start(call, resource, revision, options);
    } catch (StatusException e) {
      return new Reply.Streaming(200, headers, true, Watches.failed(frames, e.status()));
    }
    Selection seen = seen(call, selection, start);
    if (seen == null) {
      Status forgotten = Statuses.tooOldResourceVersion(revision, revision + 1).status();
      return new Reply.Streaming(200, headers, true, Watches.failed(frames, forgotten));
    }
    WatchRequest request =
        new WatchRequest(
            start,
            seen.filter(),
            course(call.sight(), selection),
            frames,
            options.allowWatchBookmarks(),
            timeout(options));
    return new Reply.Streaming(200, headers, true, watches.watch(request));
  }

  /** What may be seen at the start; where the client has the start already, all that it wants. */
  private static @Nullable Selection seen(Call call, Selection selection, WatchStart start) {
    return switch (start) {
      case WatchStart.Initial initial -> selection.seenBy(call, initial.snapshot().revision());
      case WatchStart.After after -> selection;
    };
  }

  private static Course course(Sight sight, Selection selection) {
    return switch (sight) {
      case Sight.Everything everything -> Course.SHARED;
      case Sight.Limited limited -> Course.limited(limited, selection.filter());
    };
  }

  private WatchStart start(Call call, ServedResource resource, long revision, ListOptions options) {
    boolean initial = Boolean.TRUE.equals(options.sendInitialEvents());
    if (initial) {
      return new WatchStart.Initial(
          Freshness.whole(snapshot(call, resource, revision, options)),
          options.allowWatchBookmarks());
    }
    long after = revision == 0 ? snapshot(call, resource, revision, options).revision() : revision;
    return new WatchStart.After(resource.cached(), after);
  }

  /** Without a version the latest state, with 0 any, else one that has reached the version. */
  private Snapshot snapshot(
      Call call, ServedResource resource, long revision, ListOptions options) {
    if (options.resourceVersion().isEmpty()) {
      return freshness.latestToFollow(call, resource.cached());
    }
    return revision == 0
        ? freshness.any(resource.cached())
        : freshness.notOlderThanToFollow(call, resource.cached(), revision);
  }

  private FrameEncoding frames(Call call, ServedResource resource, Representation form) {
    return switch (form.transform()) {
      case Transform.None none -> frames(call, Frames.of(resource), form);
      case Transform.PartialObject partial ->
          frames(call, Frames.partial(resource, partial.version()), form);
      case Transform.Table table ->
          new TableFrames(resource, table.version(), IncludeObject.of(call.info().query()), tables);
      case Transform.PartialList partial -> throw PartialRefusal.ofObject(resource);
    };
  }

  private FrameEncoding frames(Call call, Frames json, Representation form) {
    return switch (form.format()) {
      case JSON, YAML -> json;
      case PROTOBUF ->
          new MessageFrames(
              MessageForm.of(json.form()), tables.derived(), !call.request().webSocket());
    };
  }

  private Duration timeout(ListOptions options) {
    long seconds = options.timeoutSeconds();
    if (seconds > 0) {
      return Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
    }
    long millis = Math.max(1, shortest.toMillis());
    return Duration.ofMillis(sources.random().nextLong(millis, 2 * millis));
  }
}
