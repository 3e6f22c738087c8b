package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.MediaClause;
import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the form of a reply by Accept, with the rules of Kubernetes' negotiation: the first
 * clause by quality whose type and whose parameters can all be served wins.
 */
public final class Negotiator {
  private static final List<String> OBJECT_TYPES =
      List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
  private static final List<String> STREAM_TYPES =
      List.of("application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch");
  private static final List<String> COLLECTION_TYPES =
      Stream.concat(OBJECT_TYPES.stream(), STREAM_TYPES.stream()).toList();
  private static final List<Format> OBJECT_FORMATS =
      List.of(Format.JSON, Format.YAML, Format.PROTOBUF);
  private static final List<Format> STREAM_FORMATS = List.of(Format.JSON, Format.PROTOBUF);

  private Negotiator() {}

  /**
   * For an object.
   *
   * @param messages whether objects of the kind can be protobuf; their metadata always can
   * @throws StatusException 406
   */
  public static Representation forObject(ApiRequest request, Query query, boolean messages) {
    return negotiate(request, query, messages, OBJECT_TYPES);
  }

  /**
   * For a list, or for what may become a watch.
   *
   * @param messages whether objects of the kind can be protobuf; their metadata always can
   * @throws StatusException 406
   */
  public static Representation forCollection(ApiRequest request, Query query, boolean messages) {
    return negotiate(request, query, messages, COLLECTION_TYPES);
  }

  private static Representation negotiate(
      ApiRequest request, Query query, boolean messages, List<String> routed) {
    String accept = request.headers().get("Accept");
    boolean pretty = Pretty.wanted(request, query);
    if (accept == null || accept.isEmpty() || accept.equals("application/json")) {
      return pretty ? new Representation(Format.JSON, Transform.NONE, true) : Representation.JSON;
    }
    AcceptHeader header = AcceptHeader.of(accept);
    if (!header.namesSomethingServed()) {
      throw Statuses.notAcceptable(routed);
    }
    Choice choice = choose(header.clauses(), OBJECT_FORMATS, Offer.of(messages));
    if (choice == null) {
      throw Statuses.onlyAccepted(OBJECT_TYPES);
    }
    return new Representation(choice.format(), choice.transform(), pretty || choice.pretty());
  }

  /**
   * For the frames of a watch. {@link #forCollection} has passed before.
   *
   * @param messages whether objects of the kind can be protobuf; their metadata always can
   * @throws StatusException 406
   */
  public static Representation forStream(ApiRequest request, boolean messages) {
    String accept = request.headers().get("Accept");
    if (accept == null || accept.isEmpty() || accept.equals("application/json")) {
      return Representation.JSON;
    }
    Choice choice = choose(AcceptHeader.of(accept).clauses(), STREAM_FORMATS, Offer.of(messages));
    if (choice == null) {
      throw Statuses.onlyAccepted(STREAM_TYPES);
    }
    return new Representation(choice.format(), choice.transform(), false);
  }

  /**
   * For a Status that reports a failure: transformations are never applied to it. Null if nothing
   * that the client accepts can be served.
   */
  static @Nullable Representation forFailure(ApiRequest request, Query query) {
    String accept = request.headers().get("Accept");
    boolean pretty = Pretty.wanted(request, query);
    if (accept == null || accept.isEmpty() || accept.equals("application/json")) {
      return pretty ? new Representation(Format.JSON, Transform.NONE, true) : Representation.JSON;
    }
    Choice choice = choose(AcceptHeader.of(accept).clauses(), OBJECT_FORMATS, Offer.PLAIN);
    return choice == null
        ? null
        : new Representation(choice.format(), Transform.NONE, pretty || choice.pretty());
  }

  /**
   * For a document that cannot be transformed, such as discovery.
   *
   * @throws StatusException 406
   */
  public static Representation forDocument(ApiRequest request, Query query) {
    String accept = request.headers().get("Accept");
    if (accept != null && !accept.isEmpty() && !AcceptHeader.of(accept).namesSomethingServed()) {
      throw Statuses.notAcceptable(OBJECT_TYPES);
    }
    Representation form = forFailure(request, query);
    if (form == null) {
      throw Statuses.onlyAccepted(OBJECT_TYPES);
    }
    return form;
  }

  private record Choice(Format format, Transform transform, boolean pretty) {}

  /** Which transformations there are in which format. */
  private enum Offer {
    /** What is no object: nothing but itself. */
    PLAIN,
    OBJECTS,
    /** Objects that are no protobuf messages. */
    CUSTOM_OBJECTS;

    static Offer of(boolean messages) {
      return messages ? OBJECTS : CUSTOM_OBJECTS;
    }

    boolean has(Format format, Transform transform) {
      return switch (transform) {
        case Transform.None none -> this != CUSTOM_OBJECTS || format != Format.PROTOBUF;
        case Transform.Table table -> this != PLAIN && format != Format.PROTOBUF;
        case Transform.PartialObject partial -> this != PLAIN;
        case Transform.PartialList partial -> this != PLAIN;
      };
    }
  }

  private static @Nullable Choice choose(
      List<MediaClause> clauses, List<Format> formats, Offer offer) {
    for (MediaClause clause : clauses) {
      for (Format format : formats) {
        if (clause.takes(format.type(), format.subtype())) {
          Transform transform = TransformParameters.read(clause);
          if (transform != null && offer.has(format, transform)) {
            return new Choice(format, transform, "1".equals(clause.parameter("pretty")));
          }
        }
      }
    }
    return null;
  }
}
