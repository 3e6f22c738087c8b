package dev.clusterregistry.benchmarks.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows about a process. */
final class ServerProcess {
  private static final long MICROS_PER_TICK = 10_000;

  private ServerProcess() {}

  static long cpuMicros(long processId) {
    try {
      String stat = Files.readString(Path.of("/proc", "" + processId, "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double residentMegabytes(long processId) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", "" + processId, "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("process " + processId + " has no memory");
  }
}
