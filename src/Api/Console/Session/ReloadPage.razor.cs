using GroundTransport.Api.Console.Layout;

namespace GroundTransport.Api.Console.Session;

/// <summary>
/// For a link of another site, to which a browser adds no cookie of a session: opens the page once more, now as our own request.
/// </summary>
public sealed partial class ReloadPage : ConsolePage<string>;
