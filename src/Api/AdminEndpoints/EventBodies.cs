using GroundTransport.Application.Events;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>A page of the feed.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">The cursor to go on from; never null.</param>
public sealed record EventPageBody(IReadOnlyList<EventModel> Items, string Next);
