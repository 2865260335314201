using GroundTransport.Application.Catalog;

namespace GroundTransport.Application.PricingServices;

/// <summary>
/// Calls the vendors' pricing services; a network stands behind it. A call lasts no longer than the vendor's time-out, and every failure
/// is an answer, none an exception.
/// </summary>
public interface IPricingClient
{
    /// <summary>Asks for offers. Not sent while the vendor's circuit is open or too many calls to it are under way.</summary>
    Task<PricingAnswer> Ask(VendorOnSale vendor, PriceRequest request, CancellationToken ct);

    /// <summary>
    /// Asks for offers whatever the circuit's state, and without counting for it: an operator wants to see the answer. Not sent either
    /// while too many calls are under way.
    /// </summary>
    Task<PricingAnswer> Try(VendorOnSale vendor, PriceRequest request, CancellationToken ct);

    /// <summary>Asks to confirm a booking.</summary>
    Task<PricingAnswer> Confirm(VendorOnSale vendor, ConfirmRequest request, CancellationToken ct);
}
