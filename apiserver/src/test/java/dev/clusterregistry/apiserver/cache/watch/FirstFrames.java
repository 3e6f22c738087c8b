package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.machinery.status.Status;
import java.nio.charset.StandardCharsets;

/** An encoding whose first frame says so, as a Table's carries the columns. */
record FirstFrames() implements FrameEncoding {
  @Override
  public byte[] event(EventType type, Frozen object, boolean first) {
    return bytes((first ? "first " : "") + type + " " + object.revision());
  }

  @Override
  public byte[] bookmark(long revision, boolean initialEventsEnd, boolean first) {
    return bytes((first ? "first " : "") + "BOOKMARK " + revision);
  }

  @Override
  public byte[] error(Status status) {
    return bytes(status.message());
  }

  @Override
  public boolean firstDiffers() {
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
