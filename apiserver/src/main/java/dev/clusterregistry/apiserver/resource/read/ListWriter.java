package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.list.ItemEncoding;
import dev.clusterregistry.apiserver.cache.list.ListSource;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.resource.negotiation.FullReply;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.transform.ListForm;
import dev.clusterregistry.apiserver.resource.transform.ListLayout;
import dev.clusterregistry.apiserver.resource.transform.ObjectForm;
import java.io.ByteArrayOutputStream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a planned list: a small one at once, a large one as a stream that gathers bytes while the
 * client takes them, compressed if the client wants that.
 */
public final class ListWriter {
  /** An object has at least its kind, name, uid and creation time. */
  private static final int SMALLEST_OBJECT = 100;

  private final WatchCache cache;

  public ListWriter(WatchCache cache) {
    this.cache = cache;
  }

  public Reply reply(ApiRequest request, ListPlan plan, ListForm list, Representation form) {
    if (plan.count() == 0) {
      return FullReply.of(request, 200, form.format(), ListLayout.empty(list, plan.meta(), form));
    }
    ListLayout layout = ListLayout.of(list, plan.meta(), form);
    ItemEncoding encoding = new LaidOut(list.item(), layout.indent(), cache.derived());
    boolean frozen = list.item().plain() && layout.compact();
    boolean large = frozen && plan.count() > FullReply.LARGE / SMALLEST_OBJECT;
    byte[] small = large ? null : whole(plan, layout, encoding);
    if (small != null) {
      return FullReply.of(request, 200, form.format(), small);
    }
    Headers headers = Headers.of("Content-Type", form.format().contentType());
    boolean gzip = FullReply.acceptsGzip(request);
    if (gzip) {
      FullReply.markCompressed(headers);
    }
    ListSource source =
        new ListSource(
            cache,
            plan.snapshot(),
            plan.range(),
            plan.selection().filter(),
            frozen ? ItemEncoding.frozen() : encoding,
            layout.head(),
            layout.tail(),
            gzip);
    return new Reply.Streaming(200, headers, false, source);
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

  /** The whole text, or null if it is large. */
  private static byte @Nullable [] whole(ListPlan plan, ListLayout layout, ItemEncoding encoding) {
    Whole whole = new Whole(layout, encoding);
    plan.forEach(whole);
    return whole.large ? null : whole.end();
  }

  /** Gathers a list's text as long as it is small. */
  private static final class Whole implements Predicate<Frozen> {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    private final ListLayout layout;
    private final ItemEncoding encoding;
    private boolean any;
    private boolean large;

    Whole(ListLayout layout, ItemEncoding encoding) {
      this.layout = layout;
      this.encoding = encoding;
      out.writeBytes(layout.head());
    }

    @Override
    public boolean test(Frozen object) {
      if (any) {
        out.writeBytes(encoding.separator());
      }
      any = true;
      out.writeBytes(encoding.item(object));
      large = out.size() + layout.tail().length > FullReply.LARGE;
      return !large;
    }

    byte[] end() {
      out.writeBytes(layout.tail());
      return out.toByteArray();
    }
  }
}
