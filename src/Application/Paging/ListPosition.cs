namespace GroundTransport.Application.Paging;

/// <summary>A position in a list that is sorted by time and id.</summary>
public sealed record ListPosition(long UnixMilliseconds, long Id);
