namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>One version of a vendor's rate plan, as it was uploaded. It is never changed, and deleted only with its vendor.</summary>
/// <param name="CreatedBy">The API key that uploaded it.</param>
public sealed record RatePlanVersion(string VendorCode, int Version, string Document, DateTimeOffset CreatedAt, string CreatedBy);

/// <summary>One version in the list, without its document.</summary>
/// <param name="Version">The version.</param>
/// <param name="CreatedAt">When it was put in force.</param>
/// <param name="CreatedBy">The name of the API key that did.</param>
public sealed record RatePlanLine(int Version, DateTimeOffset CreatedAt, string CreatedBy);
