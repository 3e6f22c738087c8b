package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.store.Store;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.List;

/** What makes one server differ from another: who its users are, and what it serves them. */
public interface Mode extends AutoCloseable {

  /** Makes a server's mode, once its files are there. */
  interface Maker {
    /**
     * @throws dev.clusterregistry.clusterregistry.ProgramException with one line if it cannot be
     */
    Mode make(DataFolder folder, ServingCertificate certificate);
  }

  /** What is served, and to whom. */
  ApiServerOptions api(Store store, HttpOptions http, ServerVersion version);

  /** Client certificates of these authorities are asked for; empty for any. */
  List<X509Certificate> clientAuthorities();

  /**
   * Begins what works in the background. The port is open.
   *
   * @param authoritiesChanged to be run when {@link #clientAuthorities} says something else
   */
  default void start(Runnable authoritiesChanged) {}

  /**
   * Requests are answered under this URL; also called when the server's own certificates are new.
   */
  default void serves(String url) {}

  /** Tells whoever has started the program where the server is. */
  void greet(String url, PrintWriter out);

  @Override
  default void close() {}
}
