package dev.clusterregistry.store.etcd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One real etcd process and its data, which outlives the process. */
public final class EtcdMember {
  private final String name;
  private final Path folder;
  private final int clientPort;
  private final int peerPort;
  private final List<String> flags;
  private @Nullable Process process;
  private String scheme = "http";
  private int advertisedPeerPort;

  EtcdMember(String name, Path folder, int clientPort, int peerPort, List<String> flags) {
    this.name = name;
    this.folder = folder;
    this.clientPort = clientPort;
    this.peerPort = peerPort;
    this.advertisedPeerPort = peerPort;
    this.flags = List.copyOf(flags);
  }

  public int port() {
    return clientPort;
  }

  public String url() {
    return scheme + "://127.0.0.1:" + clientPort;
  }

  String peer() {
    return name + "=http://127.0.0.1:" + advertisedPeerPort;
  }

  int peerPort() {
    return peerPort;
  }

  /** The others reach it there. */
  void advertisePeerPort(int port) {
    advertisedPeerPort = port;
  }

  public Path data() {
    return folder.resolve(name);
  }

  void startSecure(String cluster) {
    scheme = "https";
    start(cluster);
  }

  /** Starts it, or starts it again with the data that it has. */
  void start(String cluster) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Etcd.program(), "--name", name, "--data-dir", data().toString()));
    command.addAll(List.of("--listen-client-urls", url(), "--advertise-client-urls", url()));
    command.addAll(List.of("--listen-peer-urls", "http://127.0.0.1:" + peerPort));
    command.addAll(
        List.of("--initial-advertise-peer-urls", "http://127.0.0.1:" + advertisedPeerPort));
    command.addAll(List.of("--initial-cluster", cluster, "--logger", "zap"));
    command.addAll(flags);
    Path log = folder.resolve(name + ".log");
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean running() {
    return process != null && process.isAlive();
  }

  /** As a power cut would, but for what the disk has not got. */
  public void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    // A process that is stopped is killed all the same.
    running.destroyForcibly();
    try {
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("etcd does not die");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    Etcd.run("kill", "-" + name, Long.toString(running.pid()));
  }

  void removeData() throws IOException {
    Etcd.deleteTree(data());
    Files.deleteIfExists(folder.resolve(name + ".log"));
  }
}
