package dev.clusterregistry.apiserver.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream that does nothing by itself; hands its channel to the test. */
final class RecordingSource implements StreamSource {
  private final BlockingQueue<String> calls;
  private final BlockingQueue<StreamChannel> channels = new LinkedBlockingQueue<>();

  RecordingSource(BlockingQueue<String> calls) {
    this.calls = calls;
  }

  static Reply.Streaming reply(BlockingQueue<String> calls) {
    return new RecordingSource(calls).reply();
  }

  Reply.Streaming reply() {
    return new Reply.Streaming(200, Headers.of("Content-Type", "application/json"), true, this);
  }

  /** Waits until the stream is open. */
  StreamChannel channel() throws InterruptedException {
    StreamChannel channel = channels.take();
    channels.add(channel);
    return channel;
  }

  @Override
  public void opened(StreamChannel channel) {
    calls.add("opened");
    channels.add(channel);
  }

  @Override
  public void writable() {
    calls.add("writable");
  }

  @Override
  public void closed() {
    calls.add("closed");
  }
}
