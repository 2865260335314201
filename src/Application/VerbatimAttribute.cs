namespace GroundTransport.Application;

/// <summary>
/// A secret, a token or an address in a request of the REST API: it is taken as it was sent, because digits in it that look like a card
/// number are none, and without them it would be another one. All other text is masked (<see cref="CardNumbers"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VerbatimAttribute : Attribute;
