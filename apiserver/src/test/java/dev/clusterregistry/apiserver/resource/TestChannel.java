package dev.clusterregistry.apiserver.resource;

import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.Loop;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reading end of a stream that takes everything at once. */
@SuppressWarnings("ReferenceEquality") // END is told from frames by identity
final class TestChannel implements StreamChannel {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final byte[] END = new byte[0];

  private final Loop loop;
  private final StreamSource source;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

  TestChannel(Loop loop, StreamSource source) {
    this.loop = loop;
    this.source = source;
    loop.execute(() -> source.opened(this));
  }

  /** The next frame of a watch; fails if there is none within some seconds. */
  JsonNode frame() {
    byte[] frame = take();
    if (frame == END) {
      throw new AssertionError("the stream is over");
    }
    return MAPPER.readTree(frame);
  }

  /** Type and name of the next frame's object. */
  String event() {
    JsonNode frame = frame();
    return frame.path("type").asString() + " " + frame.at("/object/metadata/name").asString("");
  }

  /** Whether the stream ends cleanly without another frame. */
  boolean ended() {
    return take() == END;
  }

  /** Everything until the end. */
  byte[] all() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part = take(); part != END; part = take()) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private byte[] take() {
    try {
      byte[] part = received.poll(10, TimeUnit.SECONDS);
      if (part == null) {
        throw new AssertionError("nothing came");
      }
      return part;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void write(FrameBatch batch) {
    received.addAll(batch.frames());
  }

  @Override
  public void append(byte[] bytes, int offset, int length) {
    gathered.write(bytes, offset, length);
  }

  @Override
  public void flush() {
    if (gathered.size() > 0) {
      received.add(gathered.toByteArray());
      gathered.reset();
    }
  }

  @Override
  public void end() {
    flush();
    received.add(END);
    loop.execute(source::closed);
  }

  @Override
  public void abort() {
    received.add(END);
    loop.execute(source::closed);
  }
}
