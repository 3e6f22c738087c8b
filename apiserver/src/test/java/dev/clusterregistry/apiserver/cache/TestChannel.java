package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.Loop;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A stream whose client takes bytes when the test says so. */
public final class TestChannel implements StreamChannel {
  private final TestLoop loop;
  private final StreamSource source;
  private final List<String> frames = new ArrayList<>(); // on the loop
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // on the loop
  private long room = Long.MAX_VALUE; // on the loop
  private boolean over; // on the loop
  private boolean aborted; // on the loop

  private TestChannel(TestLoop loop, StreamSource source) {
    this.loop = loop;
    this.source = source;
  }

  public static TestChannel open(TestLoop loop, StreamSource source) {
    return open(loop, source, Long.MAX_VALUE);
  }

  /** Opens with a client that takes so many bytes at first. */
  public static TestChannel open(TestLoop loop, StreamSource source, long room) {
    TestChannel channel = new TestChannel(loop, source);
    loop.execute(
        () -> {
          channel.room = room;
          source.opened(channel);
        });
    return channel;
  }

  /** Lets the client take so many bytes from now on. */
  public void room(long more) {
    loop.execute(
        () -> {
          room = more;
          if (!over && room > 0) {
            source.writable();
          }
        });
  }

  public List<String> frames() {
    return loop.call(() -> List.copyOf(frames));
  }

  public int frameCount() {
    return loop.call(frames::size);
  }

  public byte[] bytes() {
    return loop.call(bytes::toByteArray);
  }

  public boolean isOver() {
    return loop.call(() -> over);
  }

  public boolean isAborted() {
    return loop.call(() -> aborted);
  }

  /** The client goes away. */
  public void disconnect() {
    loop.execute(
        () -> {
          if (!over) {
            over = true;
            source.closed();
          }
        });
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public boolean isWritable() {
    return !over && room > 0;
  }

  @Override
  public void write(FrameBatch batch) {
    if (over) {
      return;
    }
    for (byte[] frame : batch.frames()) {
      room -= frame.length;
      frames.add(new String(frame, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void append(byte[] more, int offset, int length) {
    bytes.write(more, offset, length);
    room -= length;
  }

  @Override
  public void flush() {}

  @Override
  public void end() {
    over = true;
    loop.execute(source::closed);
  }

  @Override
  public void abort() {
    aborted = true;
    end();
  }
}
