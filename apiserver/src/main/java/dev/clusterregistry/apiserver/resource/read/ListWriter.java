package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.list.ItemEncoding;
import dev.clusterregistry.apiserver.cache.list.ListSource;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.resource.negotiation.Format;
import dev.clusterregistry.apiserver.resource.negotiation.FullReply;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.transform.ListForm;
import dev.clusterregistry.apiserver.resource.transform.ListLayout;
import dev.clusterregistry.apiserver.resource.transform.MessageForm;
import dev.clusterregistry.apiserver.resource.transform.MessageItems;
import dev.clusterregistry.apiserver.resource.transform.ObjectForm;
import java.io.ByteArrayOutputStream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a planned list: a small one at once, a large one as a stream that gathers bytes while the
 * client takes them, compressed if the client wants that.
 */
public final class ListWriter {
  /** A list of more items than this many to a large body is large, whatever they are. */
  private static final int SMALLEST_ITEM = 64;

  /** A list of more messages takes too long to be measured on an event loop. */
  private static final int SIZED_AT_ONCE = 64;

  private final WatchCache cache;

  public ListWriter(WatchCache cache) {
    this.cache = cache;
  }

  public Reply reply(ApiRequest request, ListPlan plan, ListForm list, Representation form) {
    if (form.format() == Format.PROTOBUF && plan.count() > SIZED_AT_ONCE) {
      request.blocking();
    }
    if (plan.count() == 0) {
      return FullReply.of(request, 200, form.format(), ListLayout.empty(list, plan.meta(), form));
    }
    return switch (form.format()) {
      case JSON, YAML -> {
        ListLayout layout = ListLayout.of(list, plan.meta(), form);
        boolean frozen = list.item().plain() && layout.compact();
        ItemEncoding items =
            frozen
                ? ItemEncoding.frozen()
                : new LaidOut(list.item(), layout.indent(), cache.derived());
        yield reply(request, plan, layout, items, form);
      }
      case PROTOBUF -> {
        MessageItems items = new MessageItems(MessageForm.of(list.item()), cache.derived());
        ListLayout layout = ListLayout.messages(list, plan.meta(), size(plan, items));
        yield reply(request, plan, layout, items, form);
      }
    };
  }

  /** Protobuf tells before a list how long it is. */
  private static long size(ListPlan plan, MessageItems items) {
    long[] size = {0};
    plan.forEach(
        object -> {
          size[0] += items.size(object);
          return true;
        });
    return size[0];
  }

  private Reply reply(
      ApiRequest request,
      ListPlan plan,
      ListLayout layout,
      ItemEncoding encoding,
      Representation form) {
    Beginning beginning = new Beginning(layout, encoding);
    if (plan.count() <= FullReply.LARGE / SMALLEST_ITEM) {
      plan.forEach(beginning);
      if (beginning.count == plan.count()) {
        return FullReply.of(request, 200, form.format(), beginning.whole());
      }
    }
    Headers headers = Headers.of("Content-Type", form.format().contentType());
    boolean gzip = FullReply.acceptsGzip(request);
    if (gzip) {
      FullReply.markCompressed(headers);
    }
    ListSource.Frame frame = new ListSource.Frame(beginning.text(), layout.tail(), gzip);
    ListSource rest = plan.rest(beginning.count, beginning.last, cache, encoding, frame);
    return new Reply.Streaming(200, headers, false, rest);
  }

  /** The items of a list in its form, laid out. Equal for equal lists. */
  private record LaidOut(ObjectForm form, ListLayout.Indent indent, DerivedCache derived)
      implements ItemEncoding {

    @Override
    public byte[] item(Frozen object) {
      byte[] json =
          form.costly() ? derived.get(object, form, () -> form.json(object)) : form.json(object);
      return ListLayout.item(json, indent);
    }

    @Override
    public byte[] separator() {
      return ListLayout.separator(indent);
    }

    @Override
    public boolean timeless() {
      return form.timeless();
    }
  }

  /** Gathers a list's text as long as it is small. */
  private static final class Beginning implements Predicate<Frozen> {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    private final ListLayout layout;
    private final ItemEncoding encoding;
    private int count;
    private @Nullable String last;

    Beginning(ListLayout layout, ItemEncoding encoding) {
      this.layout = layout;
      this.encoding = encoding;
      out.writeBytes(layout.head());
    }

    @Override
    public boolean test(Frozen object) {
      separate();
      out.writeBytes(encoding.item(object));
      count++;
      last = object.key();
      return out.size() + layout.tail().length <= FullReply.LARGE;
    }

    private void separate() {
      if (count > 0) {
        out.writeBytes(encoding.separator());
      }
    }

    /** The text, if further items follow. */
    byte[] text() {
      separate();
      return out.toByteArray();
    }

    byte[] whole() {
      out.writeBytes(layout.tail());
      return out.toByteArray();
    }
  }
}
