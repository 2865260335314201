namespace GroundTransport.Domain.Journeys;

/// <summary>What a traveller's company says of itself to be given its discount; empty where nothing was said.</summary>
/// <param name="VendorCode">The vendor that it is for; empty: any.</param>
public sealed record DiscountCode(string CorporateId, string VendorCode, string Number);
