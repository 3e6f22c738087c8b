package dev.clusterregistry.apiserver.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames that go to many channels of one loop together, in order.
 *
 * <p>Confined to a loop: the transport keeps the joined bytes in {@link #encoded} until {@link
 * #release}.
 */
public final class FrameBatch {
  private final List<byte[]> frames;
  @Nullable Object encoded;
  @Nullable Runnable onRelease;

  public FrameBatch(List<byte[]> frames) {
    this.frames = frames;
  }

  public List<byte[]> frames() {
    return frames;
  }

  /** Must be called when the batch has been written to its last channel. */
  public void release() {
    Runnable action = onRelease;
    onRelease = null;
    encoded = null;
    if (action != null) {
      action.run();
    }
  }
}
