package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.store.StoreCompact;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the file as small as it gets. */
@Command(
    name = "compact",
    description = {
      "Forgets all history of a store on which no server runs, and shrinks its file. A running"
          + " server compacts by itself."
    },
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreCompactCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @Override
  public Integer call() {
    StoreCompact.Sizes sizes = StoreCompact.compact(store.folder());
    store
        .out()
        .println("Compacted: " + sizes.before() + " bytes before, " + sizes.after() + " after");
    return 0;
  }
}
