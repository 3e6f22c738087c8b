package dev.clusterregistry.apiserver.request;

import dev.clusterregistry.apiserver.http.Reply;

/**
 * Answers a call: a filter that passes it on, a leaf, or the handler of the resources.
 *
 * <p>On an event loop it answers at once or throws WouldBlockException (by {@code
 * call.request().blocking()}) before it has changed anything; the call is then made anew, from the
 * start, on a virtual thread.
 */
public interface Endpoint {
  Reply answer(Call call);
}
