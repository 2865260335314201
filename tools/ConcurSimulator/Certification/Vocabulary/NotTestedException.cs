namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>Ends a scenario that lacks something: a ride, a REST side, a permission. The message says what.</summary>
public sealed class NotTestedException(string message) : Exception(message);
