package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.webhook.Kubeconfig;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.migration.ClusterImport;
import dev.clusterregistry.clusterregistry.migration.ClusterImport.Outcome;
import dev.clusterregistry.clusterregistry.migration.ClusterImport.Step;
import dev.clusterregistry.clusterregistry.migration.Found;
import dev.clusterregistry.clusterregistry.migration.Manifests;
import dev.clusterregistry.clusterregistry.migration.OriginalStore;
import dev.clusterregistry.clusterregistry.migration.ServedClusters;
import dev.clusterregistry.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings clusters from the first registry. */
@Command(
    name = "import",
    description = {
      "Takes over clusters from the first cluster registry: out of its etcd, out of files that"
          + " kubectl wrote, or out of an API server that serves them. The source is only read.",
      "",
      "Everything stays as it is: uids, times, labels, annotations, finalizers. Importing again"
          + " changes nothing. A cluster that is here in another state stays as it is here and is"
          + " reported, unless --overwrite is given; clusters that the source does not have stay.",
      "Where clusters of several namespaces have one name, it goes to the one in"
          + " kube-multicluster-public, else to the one whose namespace sorts first; the others are"
          + " called NAME.NAMESPACE. The annotation"
          + " clusterregistry.k8s.io/imported-from-namespace says where each was."
    },
    sortOptions = false,
    optionListHeading = "%nFlags:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  What would happen?",
      "    clusterregistry store import --from-etcd http://127.0.0.1:2379 --dry-run",
      "  From the etcd of the first registry into a data folder on which no server runs:",
      "    clusterregistry store import --from-etcd http://127.0.0.1:2379 --data-dir ./registry",
      "  From a cluster that serves the custom resource, onto etcd:",
      "    clusterregistry store import --from-kubeconfig ~/.kube/config --context prod \\",
      "        --etcd-servers https://etcd-1:2379 --etcd-cafile ca.crt",
      "  From files:",
      "    kubectl get clusters.clusterregistry.k8s.io -A -o yaml > clusters.yaml",
      "    clusterregistry store import --from-yaml clusters.yaml --data-dir ./registry",
      "",
      "The exit code is 1 if a cluster differs or cannot be read. Then nothing is written of any",
      "cluster that cannot be read, nor of others unless --skip-unreadable is given."
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreImportCommand implements Callable<Integer> {
  @ArgGroup(validate = false, heading = "%nFrom where, one of:%n", order = 1)
  SourceFlags source = new SourceFlags();

  @ArgGroup(validate = false, heading = "%nHow:%n", order = 2)
  HowFlags how = new HowFlags();

  @Mixin StoreFlags store = new StoreFlags();

  @Mixin EncryptionFlag encryption = new EncryptionFlag();

  @ArgGroup(validate = false, heading = "%nInto etcd instead of the data folder:%n", order = 4)
  EtcdFlags etcd = new EtcdFlags();

  /** Whether anything is written. */
  static final class HowFlags {
    @Option(names = "--dry-run", description = "Only say what would happen.")
    boolean dryRun;

    @Option(
        names = "--overwrite",
        description = "Bring clusters that are here in another state to that of the source.")
    boolean overwrite;

    @Option(
        names = "--skip-unreadable",
        description = "Import the others if there are clusters that cannot be read.")
    boolean skip;
  }

  @Override
  public Integer call() {
    store.quietLogs();
    List<Found> found = source.read();
    try (Store target = encryption.opening(store.location(etcd).open())) {
      ClusterImport importing = new ClusterImport(target, how.overwrite);
      List<Step> plan = importing.plan(found);
      boolean unreadable = plan.stream().anyMatch(step -> step.outcome() == Outcome.UNREADABLE);
      if (how.dryRun) {
        return report(plan, "Dry run, nothing is written: would import ");
      }
      if (unreadable && !how.skip) {
        report(plan, "Nothing is written, because some cannot be read; else would import ");
        return 1;
      }
      return report(importing.run(plan, store::progress), "Imported ");
    }
  }

  /** Prints what is worth knowing about each, and how many there are of what. */
  private int report(List<Step> steps, String begin) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (Step step : steps) {
      counts.merge(step.outcome(), 1, Integer::sum);
      String name = step.name().isEmpty() ? "?" : step.name();
      for (String note : step.notes()) {
        store.out().println(name + " (" + step.origin() + "): " + note);
      }
      if (step.outcome() == Outcome.DIFFERS) {
        store
            .out()
            .println(name + " (" + step.origin() + "): is here in another state, which stays");
      }
    }
    int written = count(counts, Outcome.CREATED) + count(counts, Outcome.OVERWRITTEN);
    List<String> parts = new ArrayList<>();
    parts.add(count(counts, Outcome.CREATED) + " new");
    parts.add(count(counts, Outcome.OVERWRITTEN) + " overwritten");
    parts.add(count(counts, Outcome.UNCHANGED) + " here already");
    parts.add(count(counts, Outcome.DIFFERS) + " different");
    parts.add(count(counts, Outcome.UNREADABLE) + " unreadable");
    store
        .out()
        .println(
            begin + written + " of " + steps.size() + " clusters: " + String.join(", ", parts));
    return count(counts, Outcome.DIFFERS) + count(counts, Outcome.UNREADABLE) == 0 ? 0 : 1;
  }

  private static int count(Map<Outcome, Integer> counts, Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** Where the clusters are. */
  static final class SourceFlags {
    @ArgGroup(validate = false)
    SourceEtcdFlags etcd = new SourceEtcdFlags();

    @Option(
        names = "--from-yaml",
        paramLabel = "FILE",
        description =
            "Files with clusters or lists of them, YAML or JSON; - for the standard input.")
    List<Path> files = new ArrayList<>();

    @Option(
        names = "--from-kubeconfig",
        paramLabel = "FILE",
        description = "Says where an API server is that serves clusters.")
    @Nullable Path kubeconfig;

    @Option(
        names = "--context",
        paramLabel = "NAME",
        description = "The kubeconfig's context to use (default its current one).")
    @Nullable String context;

    List<Found> read() {
      int given =
          (etcd.servers.isEmpty() ? 0 : 1)
              + (files.isEmpty() ? 0 : 1)
              + (kubeconfig == null ? 0 : 1);
      if (given != 1) {
        throw new ProgramException(
            "store import needs one of --from-etcd, --from-yaml and --from-kubeconfig");
      }
      if (!etcd.servers.isEmpty()) {
        try (Store original = etcd.location().open()) {
          return OriginalStore.read(original);
        }
      }
      try {
        return kubeconfig == null
            ? manifests()
            : ServedClusters.read(Kubeconfig.read(kubeconfig, context));
      } catch (IOException e) {
        throw new ProgramException("clusters cannot be read: " + PrivateFile.reason(e), e);
      }
    }

    private List<Found> manifests() throws IOException {
      List<Found> found = new ArrayList<>();
      for (Path file : files) {
        byte[] content =
            file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
        found.addAll(Manifests.read(file.toString(), content));
      }
      return found;
    }
  }
}
