namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>One version of a vendor's rate plan, as it was uploaded. It is never changed, and deleted only with its vendor.</summary>
/// <param name="CreatedBy">The API key that uploaded it.</param>
public sealed record RatePlanVersion(string VendorCode, int Version, string Document, DateTimeOffset CreatedAt, string CreatedBy);

/// <summary>One version in the list, without its document.</summary>
public sealed record RatePlanLine(int Version, DateTimeOffset CreatedAt, string CreatedBy);
