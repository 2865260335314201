using GroundTransport.Api.Console.Layout;
using GroundTransport.Application.WireLog;

namespace GroundTransport.Api.Console.RideDetails;

/// <summary>One message and its answer, redacted as the wire log stores them.</summary>
public sealed partial class ExchangePage : ConsolePage<Exchange>;
