namespace GroundTransport.Domain.Journeys;

/// <summary>The code by which a traveller's company claims its discount; empty parts were not sent.</summary>
/// <param name="VendorCode">The vendor that it applies to; empty: any.</param>
public sealed record DiscountCode(string CorporateId, string VendorCode, string Number);
