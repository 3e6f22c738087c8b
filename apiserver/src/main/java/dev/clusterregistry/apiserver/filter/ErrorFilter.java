package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.resource.negotiation.StatusWriter;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become bytes, and where bugs are logged. */
public final class ErrorFilter implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorFilter.class);

  private final Endpoint next;

  public ErrorFilter(Endpoint next) {
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    try {
      return next.answer(call);
    } catch (WouldBlockException e) {
      throw e;
    } catch (StatusException e) {
      return reply(call, e.status());
    } catch (StackOverflowError e) {
      // Only what a client sends is nested so deeply; walking it has changed nothing.
      return reply(call, Statuses.badRequest("exceeded max depth").status());
    } catch (RuntimeException e) {
      LOG.error(
          "a bug: {} {} failed, audit id {}",
          call.request().method(),
          call.request().path(),
          call.auditId(),
          e);
      return PlainText.error(
          500, "This request caused apiserver to panic. Look in the logs for details.");
    }
  }

  private static Reply reply(Call call, Status status) {
    Reply reply = StatusWriter.reply(call.request(), status);
    switch (status.httpCode()) {
      case 401 -> closeOnHttp2(call, reply);
      case 403, 503 -> reply.headers().set("X-Content-Type-Options", "nosniff");
      default -> {}
    }
    return reply;
  }

  /** Who floods us with requests that are refused anyway shall have to connect anew. */
  private static void closeOnHttp2(Call call, Reply reply) {
    if (call.request().http2()) {
      reply.headers().set("Connection", "close");
    }
  }
}
