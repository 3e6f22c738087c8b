package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.MediaClause;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Serves all metrics, as Prometheus text or, if that is asked for, as OpenMetrics. */
public final class MetricsEndpoint implements Endpoint {
  private final ServerMetrics metrics;
  private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics =
      OpenMetricsTextFormatWriter.builder().setCreatedTimestampsEnabled(false).build();

  public MetricsEndpoint(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Reply answer(Call call) {
    call.request().blocking();
    metrics.addRuntime();
    ExpositionFormatWriter writer =
        wantsOpenMetrics(call.request().headers().get("Accept")) ? openMetrics : prometheus;
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    try {
      writer.write(out, metrics.registry().scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
    return new Reply.Full(
        200, Headers.of("Content-Type", writer.getContentType()), out.toByteArray());
  }

  private static boolean wantsOpenMetrics(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    for (MediaClause clause : MediaClause.parse(accept)) {
      if (clause.subtype().equals("openmetrics-text")) {
        return true;
      }
      if (clause.type().equals("text") || clause.type().equals("*")) {
        return false;
      }
    }
    return false;
  }
}
