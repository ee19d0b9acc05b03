/// A file of the original model with everything it can hold, as that model writes it.
enum OriginalExample {
    static let json = #"""
        {"schema_version": 1, "inception_moment": "2025-08-09T18:20:00Z",
         "core_identity": {"id": "3b6d3a0a", "name": "Ada", "birth_timestamp": "2025-08-09T18:20:00Z",
                           "aliases": ["A"]},
         "personality": {
          "traits": {
           "big5": {
            "openness": {"score": 0.62, "conf": 0.75, "last_update": "2025-08-09", "origin": "init"},
            "neuroticism": {"score": 0.34, "conf": 0.71, "last_update": "2025-08-20", "origin": "drift"}},
           "hexaco": {"emotionality": {"score": 0.38, "conf": 0.66, "last_update": "soon", "origin": "derived_big5"}}},
          "mbti": {"label": "INTP", "poles": {"E": 0.32, "I": 0.68}, "conf": 0.58},
          "values_schwartz": [{"id": "self_direction", "weight": 0.72}],
          "preferences": {"style": "concise", "risk_tolerance": 0.55},
          "emotional_tendencies": {"baseline_stability": 0.66}},
         "narrative_identity": {"chapters": [{"id": "ch1", "title": "Start", "end": null}], "scenes": [],
                                "themes": ["x"]},
         "self_knowledge": {
          "behavioral_patterns": {"user_goal_alignment": 38, "stability": 0},
          "autobiographical_events": [
           {"id": "ev1", "t": "2025-08-09T18:21:00Z", "type": "experience", "summary": "Asked for a summary.",
            "valence": 0.5, "arousal": 0.4, "salience": 0.6, "tags": ["support"], "effects": [],
            "effects_hypothesis": [
             {"target": "personality.traits.big5.openness.score", "delta": 0.5, "confidence": 0.9, "why": "new"}],
            "meta": {"processed": false, "source": "chat"}, "evidence": {"reflected": true, "ias": 0.154}},
           {"id": "ev2", "t": "2025-08-10T08:00:00Z", "type": "conversation", "summary": "Hello.", "valence": 0.5,
            "arousal": 0.5, "salience": 0.5, "tags": [], "effects_hypothesis": [], "meta": {"processed": true},
            "evidence": null}],
          "thoughts": [{"id": "th1", "content": "Hm.", "trigger": "Hello"}],
          "insights": [{"id": "in1", "t": "2025-08-10T09:00:00Z", "content": "I align.",
                        "references": {"pattern_keys": ["stability"]}}],
          "commitments": {
           "c10": {"cid": "c10", "text": "Rest.", "created_at": "2025-08-10T09:30:00Z", "source_insight_id": "in1",
                   "status": "ongoing", "due": "next week", "closed_at": null, "close_note": null, "ngrams": ["a b"]},
           "c2": {"cid": "c2", "text": "Ask.", "created_at": "2025-08-10T09:30:00Z", "source_insight_id": "in1",
                  "status": "closed", "due": "2025-08-12", "closed_at": "2025-08-11T09:30:00Z", "close_note": "ev2",
                  "ngrams": null}}},
         "metrics": {"identity_coherence": 0.72, "self_consistency": 0.8,
                     "drift_velocity": {"personality.traits.big5.neuroticism": -0.01}, "reflection_cadence_days": 3,
                     "last_reflection_at": "2025-08-10T08:00:00Z", "commitments_open": 1, "commitments_closed": 1},
         "drift_config": {"maturity_principle": true, "inertia": 0.8, "max_delta_per_reflection": 0.03,
                          "cooldown_days": 5, "event_sensitivity": 0.5, "bounds": {"min": 0.1, "max": 0.9},
                          "locks": ["personality.traits.hexaco"], "notes": "early"},
         "meta_cognition": {"times_accessed_self": 6, "self_modification_count": 1,
                            "identity_evolution": [{"t": "2025-08-10T09:00:00Z", "change": "Named Ada"}]}}
        """#
}
