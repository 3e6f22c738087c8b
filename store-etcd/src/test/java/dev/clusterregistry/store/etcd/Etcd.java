package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real etcd cluster on free ports, in a temporary folder: Debian's, or the one that ETCD_PROGRAM
 * names, with ETCDUTL_PROGRAM beside it. Where there is no etcd, tests that want one are skipped;
 * with CI=true that counts as a failure.
 */
public final class Etcd implements AutoCloseable {
  private final Path folder;
  private final List<EtcdMember> members = new ArrayList<>();
  private final List<FaultProxy> network = new ArrayList<>();
  private final String cluster;

  private Etcd(int size, List<String> flags, boolean faultyNetwork) {
    try {
      folder = Files.createTempDirectory("etcd");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Integer> ports = freePorts(2 * size);
    List<String> peers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      EtcdMember member =
          new EtcdMember("m" + i, folder, ports.get(2 * i), ports.get(2 * i + 1), flags);
      members.add(member);
      if (faultyNetwork) {
        FaultProxy proxy = new FaultProxy(member.peerPort());
        network.add(proxy);
        member.advertisePeerPort(proxy.port());
      }
      peers.add(member.peer());
    }
    cluster = String.join(",", peers);
  }

  /**
   * @param flags further ones of etcd's
   */
  public static Etcd start(int size, String... flags) {
    return started(new Etcd(size, List.of(flags), false));
  }

  /** Of three members, of which each may be cut off from the others. */
  static Etcd startOnFaultyNetwork() {
    return started(new Etcd(3, List.of(), true));
  }

  private static Etcd started(Etcd etcd) {
    etcd.members.forEach(member -> member.start(etcd.cluster));
    etcd.awaitHealthy();
    return etcd;
  }

  /** One that speaks TLS and wants certificates of the authority's from its clients. */
  public static Etcd startSecure(TestAuthority authority) {
    Etcd etcd = new Etcd(1, authority.etcdFlags(), false);
    etcd.members.forEach(member -> member.startSecure(etcd.cluster));
    return etcd;
  }

  public static boolean installed() {
    return Files.isExecutable(Path.of(program()));
  }

  static String program() {
    return System.getenv().getOrDefault("ETCD_PROGRAM", "/usr/bin/etcd");
  }

  /** From 3.6 on the one who restores is another program. */
  private static String restorer() {
    return System.getenv().getOrDefault("ETCDUTL_PROGRAM", "/usr/bin/etcdctl");
  }

  public List<String> urls() {
    return members.stream().map(EtcdMember::url).toList();
  }

  public EtcdMember member(int index) {
    return members.get(index);
  }

  public Collection<EtcdMember> members() {
    return members;
  }

  public void restart(EtcdMember member) {
    member.start(cluster);
  }

  /** Whether it says reliably how far watches are. */
  public boolean tellsProgress() {
    String answer = run(program(), "--version");
    String version = answer.lines().findFirst().orElse("").replaceAll(".*: *", "");
    return Version.parse(version).tellsProgress();
  }

  /** The one that leads, by what the members say. */
  public EtcdMember leader() {
    for (EtcdMember member : members) {
      String status = ctl(member, "endpoint", "status", "-w", "fields");
      if (field(status, "MemberID").equals(field(status, "Leader"))) {
        return member;
      }
    }
    throw new IllegalStateException("nobody leads");
  }

  /** From now on nothing gets from this member to others, nor from them to it. */
  void isolate(EtcdMember member) {
    long id =
        Long.parseUnsignedLong(
            field(ctl(member, "endpoint", "status", "-w", "fields"), "MemberID"));
    for (int i = 0; i < network.size(); i++) {
      if (members.get(i) == member) {
        network.get(i).cut();
      } else {
        network.get(i).cut(Long.toHexString(id));
      }
    }
  }

  void heal() {
    network.forEach(FaultProxy::heal);
  }

  private static String field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith("\"" + name + "\""))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("");
  }

  public String ctl(String... arguments) {
    return ctl(members.getFirst(), arguments);
  }

  public String ctl(EtcdMember member, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/etcdctl", "--endpoints"));
    command.add(member.url());
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  public void awaitHealthy() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              for (EtcdMember member : members) {
                ctl(member, "--command-timeout=2s", "endpoint", "health");
              }
              return true;
            });
  }

  /** Stops all, puts a snapshot in the place of their data, and starts them again. */
  public void restore(Path snapshot) throws IOException {
    for (EtcdMember member : members) {
      member.kill();
      member.removeData();
      String peer = member.peer();
      run(
          restorer(),
          "snapshot",
          "restore",
          snapshot.toString(),
          "--name",
          peer.substring(0, peer.indexOf('=')),
          "--initial-cluster",
          cluster,
          "--initial-advertise-peer-urls",
          peer.substring(peer.indexOf('=') + 1),
          "--data-dir",
          member.data().toString());
    }
    members.forEach(member -> member.start(cluster));
  }

  public Path folder() {
    return folder;
  }

  static String run(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("ETCDCTL_API", "3");
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All at once, so that they differ. */
  public static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0);
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ports;
  }

  static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    members.forEach(EtcdMember::kill);
    network.forEach(FaultProxy::close);
    try {
      deleteTree(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
