package dev.clusterregistry.apiserver.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Finds what waits on an event loop: parking, sleeping, monitors, files. The JVM itself records it,
 * so nothing is missed, however short.
 */
public final class BlockingDetector implements AutoCloseable {
  private static final List<String> EVENTS =
      List.of(
          "jdk.ThreadPark",
          "jdk.ThreadSleep",
          "jdk.JavaMonitorWait",
          "jdk.JavaMonitorEnter",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.FileForce");

  private final Recording recording = new Recording();

  private BlockingDetector() {
    for (String event : EVENTS) {
      recording.enable(event).withThreshold(Duration.ZERO).withStackTrace();
    }
    recording.start();
  }

  public static BlockingDetector start() {
    return new BlockingDetector();
  }

  /** One line for each time that a loop waited, with the frames of our own code; empty is good. */
  public List<String> findings() throws IOException {
    recording.stop();
    Path file = Files.createTempFile("loops", ".jfr");
    try {
      recording.dump(file);
      List<String> findings = new ArrayList<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        boolean onLoop =
            event.getThread() != null
                && event.getThread().getJavaName() != null
                && event.getThread().getJavaName().startsWith("http-loop");
        if (onLoop && event.getStackTrace() != null && handlesRequest(event)) {
          findings.add(describe(event));
        }
      }
      return findings;
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Start-up and the end of a loop may wait, and so may the first use of a class, which reads it
   * from its jar; what else runs beneath this project's code may not.
   */
  private static boolean handlesRequest(RecordedEvent event) {
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    return frames.stream().anyMatch(BlockingDetector::isOurs)
        && frames.stream().noneMatch(BlockingDetector::loadsClass);
  }

  private static boolean loadsClass(RecordedFrame frame) {
    return frame.isJavaFrame()
        && frame.getMethod().getType().getName().startsWith("jdk.internal.loader.");
  }

  private static boolean isOurs(RecordedFrame frame) {
    return frame.isJavaFrame()
        && frame.getMethod().getType().getName().startsWith("dev.clusterregistry.");
  }

  private static String describe(RecordedEvent event) {
    StringBuilder line = new StringBuilder(event.getEventType().getName());
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      if (isOurs(frame)) {
        line.append(" < ")
            .append(frame.getMethod().getType().getName())
            .append('.')
            .append(frame.getMethod().getName())
            .append(':')
            .append(frame.getLineNumber());
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    recording.close();
  }
}
