using GroundTransport.Api.Console.Layout;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Paging;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>Rides that have changed since Concur was last notified.</summary>
public sealed partial class DriftPage : ConsolePage<Page<ReservationRow>>;
