using GroundTransport.Api.Console.Layout;
using GroundTransport.Application.Paging;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>Rides that have changed since Concur was last notified.</summary>
public sealed partial class DriftPage : ConsolePage<Page<Reservation>>;
