namespace GroundTransport.Application.Paging;

/// <summary>A place in a list that is ordered by time and id, both falling.</summary>
public sealed record ListPosition(long UnixMilliseconds, long Id);
