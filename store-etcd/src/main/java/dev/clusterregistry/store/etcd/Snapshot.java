package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.SnapshotRequest;
import dev.clusterregistry.store.etcd.protocol.SnapshotResponse;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;

/** Saves a member's database, in the form that etcd's own tools restore. */
final class Snapshot {
  private static final int CHECKSUM = 32;

  private Snapshot() {}

  /**
   * @throws UnusableStoreException if it cannot be read, or written, or is not what was sent
   */
  static void save(Member member, Path target) {
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    try {
      download(member, unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | StatusRuntimeException e) {
      throw new UnusableStoreException(
          "no snapshot of etcd in " + target + ": " + e.getMessage(), e);
    }
  }

  /** The last bytes are the checksum of all before; they belong to the file. */
  private static void download(Member member, Path file) throws IOException {
    MessageDigest digest = sha256();
    ByteString tail = ByteString.EMPTY;
    try (OutputStream out = Files.newOutputStream(file)) {
      DigestOutputStream counted = new DigestOutputStream(out, digest);
      Iterator<SnapshotResponse> parts =
          ClientCalls.blockingServerStreamingCall(
              member.channel(),
              Rpc.SNAPSHOT,
              CallOptions.DEFAULT,
              SnapshotRequest.getDefaultInstance());
      while (parts.hasNext()) {
        ByteString bytes = tail.concat(parts.next().getBlob());
        int sure = Math.max(0, bytes.size() - CHECKSUM);
        bytes.substring(0, sure).writeTo(counted);
        tail = bytes.substring(sure);
      }
      counted.flush();
      tail.writeTo(out);
    }
    if (!tail.equals(ByteString.copyFrom(digest.digest()))) {
      throw new IOException("its checksum is not right");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
