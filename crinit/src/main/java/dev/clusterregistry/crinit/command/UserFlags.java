package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import picocli.CommandLine.Option;

/** How an administrator may sign in to a standalone registry beside a certificate. */
final class UserFlags implements ModeFlags {
  @Option(
      names = "--apiserver-enable-basic-auth",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Make a password for the administrator, and a user NAME-basic-auth with it in the"
              + " kubeconfig (default false).")
  boolean basic;

  @Option(
      names = "--apiserver-enable-token-auth",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Make a bearer token for the administrator (default false).")
  boolean token;

  @Override
  public Mode mode() {
    return Mode.STANDALONE;
  }
}
