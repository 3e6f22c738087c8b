package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Credentials;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The transport with nothing behind it: a server that answers with constant bytes. It is warmed up
 * as long as the measured server, and measured in turn with it.
 */
public record TransportLimit(URI server, @Nullable Long processId) {
  private static final Credentials ANYONE = new Credentials(null, null, null, null);

  Client connect(int connections) throws IOException, InterruptedException {
    return new Client(server, ANYONE, connections);
  }

  Load settled(int connections, int clients, ClosedLoop.Script script, int warmUps)
      throws IOException, InterruptedException {
    Load load = new Load(connect(connections), clients, script, processId);
    load.settle(warmUps);
    return load;
  }
}
