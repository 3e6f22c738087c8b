package dev.clusterregistry.apiserver.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DistributionsTest {
  private final Distributions seconds =
      new Distributions("work_seconds", "Time.", new double[] {0.1, 1}, "verb");

  @Test
  void bucketsAreCumulativeAndTheirBoundsBelongToThem() throws IOException {
    Distribution get = seconds.labelValues("GET");
    get.observe(0.05);
    get.observe(0.1);
    get.observe(0.5);
    seconds.labelValues("GET").observe(7);
    assertThat(scraped())
        .contains("# TYPE work_seconds histogram")
        .contains("work_seconds_bucket{verb=\"GET\",le=\"0.1\"} 2")
        .contains("work_seconds_bucket{verb=\"GET\",le=\"1.0\"} 3")
        .contains("work_seconds_bucket{verb=\"GET\",le=\"+Inf\"} 4")
        .contains("work_seconds_count{verb=\"GET\"} 4")
        .contains("work_seconds_sum{verb=\"GET\"} 7.65");
  }

  private String scraped() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(seconds);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }
}
