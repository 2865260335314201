namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Body of rotate; it may be left out.</summary>
/// <param name="OverlapHours">How long the old secrets stay valid: 0 to 168, 24 by default. 0 for one that may be known to others.</param>
public sealed record RotateBody(int? OverlapHours)
{
    /// <summary>A day, in which whoever has the old secret gets the new one.</summary>
    internal const int Default = 24;
}
